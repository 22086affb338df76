public import FederationCore
public import Findings

/// What came of one key document that was to be added to known keys.
public struct KeyAddition: Sendable, Hashable {
    /// The server that the document names, where it names one.
    public let serverName: ServerName?
    /// The keys that are known by it now.
    public let accepted: [KeyID]
    /// Why the document, or one of its keys, was not taken: in lower case, without a full stop.
    public let refusals: [String]
    /// What the judge of the document found.
    public let findings: [Finding]
}
