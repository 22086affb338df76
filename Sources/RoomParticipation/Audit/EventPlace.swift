/// Where an event stands in an answer, such as `state[3]`.
struct EventPlace: Sendable, CustomStringConvertible {
    let list: String
    let position: Int

    var description: String { "\(list)[\(position)]" }
}
