import MatrixJSON

/// Something that a homeserver can be asked and told while it runs: a row of a table.
struct ControlOperation: Sendable {
    /// What is done: the answer, or a refusal.
    typealias Action = @Sendable (ControlCall) async throws(Refusal) -> JSONObject

    /// How it is asked for.
    enum Method: String, Sendable {
        /// It changes nothing.
        case get = "GET"
        /// It changes something, or takes something away.
        case post = "POST"
    }

    /// The name.
    let name: String
    /// How it is asked for.
    let method: Method
    /// What it does, in a line.
    let words: String
    /// What it is told.
    let parameters: [ControlParameter]
    /// What the answer has, in a line.
    let answer: String
    /// What is done.
    let perform: Action

    /// Where it is asked for.
    var path: String { "/v1/\(name)" }

    private init(
        _ name: String, _ method: Method, _ words: String, _ parameters: [ControlParameter],
        ofProcess: Bool, answer: String, _ perform: @escaping Action
    ) {
        self.name = name
        self.method = method
        self.words = words
        let saysServer = parameters.contains { $0.name == ControlParameter.server.name }
        self.parameters = saysServer || ofProcess ? parameters : parameters + [.server]
        self.answer = answer
        self.perform = perform
    }

    /// A row that changes nothing; its parameters are in the query.
    ///
    /// Where it is of the whole process, no server is meant.
    static func get(
        _ name: String, _ words: String, _ parameters: [ControlParameter] = [],
        ofProcess: Bool = false, answer: String, _ perform: @escaping Action
    ) -> ControlOperation {
        ControlOperation(
            name, .get, words, parameters, ofProcess: ofProcess, answer: answer, perform)
    }

    /// A row that changes something; its parameters are members of the body.
    ///
    /// Where it is of the whole process, no server is meant.
    static func post(
        _ name: String, _ words: String, _ parameters: [ControlParameter] = [],
        ofProcess: Bool = false, answer: String, _ perform: @escaping Action
    ) -> ControlOperation {
        ControlOperation(
            name, .post, words, parameters, ofProcess: ofProcess, answer: answer, perform)
    }
}
