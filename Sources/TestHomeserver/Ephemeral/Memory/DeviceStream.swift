import MatrixJSON

/// What is known of the devices of a user of another server.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#device-management>
struct DeviceStream: Sendable {
    /// The updates that came.
    private var seen = BoundedMemory<Int64, Bool>(limit: 200)
    /// The last update of each device, in the order in which the devices became known.
    private(set) var updates: [(deviceID: String, update: JSONValue)] = []

    /// The most devices that are remembered.
    private static let deviceLimit = 1_000

    /// What an update is, after those that came before.
    struct Place: Sendable, Hashable {
        /// Whether an update of the same stream ID came before.
        var isRepeated: Bool
        /// The former updates that it names and that never came.
        var missing: [Int64]
    }

    /// Takes an update.
    mutating func take(
        _ streamID: Int64, after former: [Int64], device: String, update: JSONValue
    ) -> Place {
        let place = Place(
            isRepeated: seen[streamID] != nil, missing: former.filter { seen[$0] == nil })
        seen.remember(true, for: streamID)
        let index = updates.firstIndex { $0.deviceID.utf8.elementsEqual(device.utf8) }
        if let index {
            updates[index].update = update
        } else if updates.count < Self.deviceLimit {
            updates.append((device, update))
        }
        return place
    }
}
