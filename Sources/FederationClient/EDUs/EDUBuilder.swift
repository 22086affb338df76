public import FederationCore
public import Findings
public import MatrixJSON

/// A type of EDU and how one is built: a row of a table.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#edus>
public struct EDUBuilder: Sendable {
    /// The name on the command line, such as `device-list`.
    public let name: String
    /// The value of `edu_type`, such as `m.device_list_update`.
    public let type: String
    /// What it tells, in one line.
    public let title: String
    /// What it is built from.
    public let parameters: [EDUParameter]
    /// Where it is specified.
    public let spec: SpecLink
    /// Makes the content of what was given.
    private let content: @Sendable (EDUArguments) -> JSONObject

    init(
        _ name: String, _ type: String, _ title: String, _ anchor: String,
        _ parameters: [EDUParameter], content: @escaping @Sendable (EDUArguments) -> JSONObject
    ) {
        self.name = name
        self.type = type
        self.title = title
        self.parameters = parameters
        spec = .serverServer(anchor)
        self.content = content
    }

    /// The row of that name.
    public static func named(_ name: String) -> EDUBuilder? {
        all.first { $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// Builds an EDU.
    ///
    /// - Parameters:
    ///   - parameters: What it is built from.
    ///   - now: The time, in milliseconds since the Unix epoch, where a parameter is not given that is one.
    /// - Returns: The EDU, with `edu_type` and `content`.
    /// - Throws: ``EDUBuildError`` for a parameter that the type does not take, lacks, or cannot have.
    public func build(
        _ parameters: [RequestParameter], now: Int64
    ) throws(EDUBuildError) -> JSONObject {
        let arguments = try EDUArguments(parameters, of: self, now: now)
        return ["edu_type": .string(type), "content": .object(content(arguments))]
    }
}
