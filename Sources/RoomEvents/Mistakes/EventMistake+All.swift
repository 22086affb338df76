extension EventMistake {
    /// The table of mistakes, in the order in which they are tried: the most usual first.
    public static let all: [EventMistake] =
        keptMembers + redactions + hashTexts + ownMembers + writings + finishes + changedMembers
}
