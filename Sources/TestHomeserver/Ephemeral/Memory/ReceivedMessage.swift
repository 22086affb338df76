import FederationCore
import MatrixJSON

/// A message of another server for one device here.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#send-to-device-messaging>
struct ReceivedMessage: Sendable, Hashable {
    /// Who sent it.
    var sender: UserID
    /// Its type, such as `m.room.encrypted`.
    var type: String
    /// What tells it from others of the server.
    var messageID: String
    /// For whom it is.
    var recipient: UserID
    /// For which device.
    var deviceID: String
    /// The message.
    var content: JSONValue
}
