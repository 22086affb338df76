extension StateTuple {
    /// The tuple as a reason names it.
    var words: String {
        stateKey.isEmpty ? type.excerpt : "\(type.excerpt) of \(stateKey.excerpt)"
    }
}
