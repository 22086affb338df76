import Glibc

/// How many files, which sockets are too, this process may have open at a time.
enum OpenFileLimit {
    /// What files beside connections take: listeners, event loops, journals, requests to other servers.
    private static let others = 128

    /// Asks the system for as many as `connections` need, and takes what it gives.
    ///
    /// - Returns: How many connections there can be.
    static func raise(for connections: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return connections
        }
        let needed = rlim_t(connections + others)
        if limit.rlim_cur < needed, limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = min(needed, limit.rlim_max)
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 {
                limit = raised
            }
        }
        return limit.rlim_cur >= needed ? connections : max(1, Int(limit.rlim_cur) - others)
    }
}
