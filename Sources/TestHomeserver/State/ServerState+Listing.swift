extension ServerState {
    /// What those who are not rooms ask the rooms.
    var listing: any RoomListing { rooms }
}
