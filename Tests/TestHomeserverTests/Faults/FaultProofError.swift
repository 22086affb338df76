/// What a proof does not find.
enum FaultProofError: Error {
    case noKey(String)
    case noRoom
}
