import CCurl
import FederationCore
import Synchronization

/// The thread that drives all transfers of a transport, and the queue that leads to it.
final class CurlDriver: Sendable {
    /// How a transfer ends.
    typealias Result = Swift.Result<HTTPResponse, HTTPExchangeError>
    /// Who waits for a transfer.
    typealias Continuation = CheckedContinuation<Result, Never>

    private enum Command {
        case start(CurlTransfer)
        case cancel(CurlTransfer)
    }

    private struct State {
        var commands: [Command] = []
        var isStopping = false
        /// The thread's handle while there is a thread.
        var multi: Multi?
        var lastNumber: UInt64 = 0
    }

    /// The multi handle: only `curl_multi_wakeup` is called from other threads, under the lock.
    private struct Multi: @unchecked Sendable {
        let pointer: UnsafeMutableRawPointer
    }

    /// The transfers under way by their handles, and the most that there ever were.
    private struct Active {
        var transfers: [UnsafeMutableRawPointer: CurlTransfer] = [:]
        var most = 0
    }

    /// How many connections stay open at least.
    private static let leastKeptConnections = 8

    private let state = Mutex(State())

    /// libcurl's own set-up, once in a process.
    private static let globalCode = fedctl_curl_global_init()

    /// The number of the next exchange, from 1.
    func nextNumber() -> UInt64 {
        state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
    }

    /// Hands `transfer` to the thread, which is started where there is none.
    func start(_ transfer: CurlTransfer, _ continuation: Continuation) {
        transfer.continuation = continuation
        let failure: String? = state.withLock { state in
            if state.multi == nil {
                guard Self.globalCode == CURLE_OK, let pointer = curl_multi_init() else {
                    return "libcurl could not be set up"
                }
                let multi = Multi(pointer: pointer)
                do throws(WorkerThreadError) {
                    try WorkerThread.start { self.run(multi) }
                } catch {
                    curl_multi_cleanup(pointer)
                    return error.description
                }
                state.multi = multi
            }
            state.commands.append(.start(transfer))
            Self.wake(state)
            return nil
        }
        guard let failure else { return }
        transfer.finish(.failure(HTTPExchangeError(.other, failure)))
    }

    /// Ends `transfer` at once, if it is not over yet.
    func cancel(_ transfer: CurlTransfer) {
        transfer.isCancelled.store(true, ordering: .releasing)
        state.withLock { state in
            state.commands.append(.cancel(transfer))
            Self.wake(state)
        }
    }

    /// Ends the thread as soon as no transfer is left.
    func stop() {
        state.withLock { state in
            state.isStopping = true
            Self.wake(state)
        }
    }

    private static func wake(_ state: borrowing State) {
        guard let multi = state.multi else { return }
        curl_multi_wakeup(multi.pointer)
    }

    // MARK: On the thread

    private func run(_ multi: Multi) {
        var active = Active()
        while takeCommands(multi, &active) {
            var running: Int32 = 0
            var code = curl_multi_perform(multi.pointer, &running)
            collect(multi, &active)
            if code == CURLM_OK {
                code = curl_multi_poll(multi.pointer, nil, 0, 60_000, nil)
            }
            guard code == CURLM_OK else {
                fail(multi, &active, String(cString: curl_multi_strerror(code)))
                continue
            }
        }
        curl_multi_cleanup(multi.pointer)
    }

    /// Carries out what was asked for; returns whether the thread goes on.
    private func takeCommands(
        _ multi: Multi, _ active: inout Active
    ) -> Bool {
        let isIdle = active.transfers.isEmpty
        let (commands, goesOn) = state.withLock { state in
            let commands = state.commands
            state.commands.removeAll()
            let goesOn = !(state.isStopping && commands.isEmpty && isIdle)
            if !goesOn { state.multi = nil }
            return (commands, goesOn)
        }
        for command in commands {
            switch command {
            case .start(let transfer):
                begin(transfer, multi, &active)
            case .cancel(let transfer):
                guard let pointer = transfer.pointer, active.transfers[pointer] === transfer else {
                    continue
                }
                // Who waits is told first: to take a handle away may mean to wait for a name server.
                transfer.finish(.failure(.cancelled))
                end(transfer, pointer, multi, &active)
            }
        }
        return goesOn
    }

    private func begin(
        _ transfer: CurlTransfer, _ multi: Multi,
        _ active: inout Active
    ) {
        guard !transfer.isCancelled.load(ordering: .acquiring) else {
            transfer.finish(.failure(.cancelled))
            return
        }
        do throws(CurlSetupError) {
            let pointer = try transfer.prepare()
            let code = curl_multi_add_handle(multi.pointer, pointer)
            guard code == CURLM_OK else {
                throw CurlSetupError(
                    subject: "a transfer", reason: String(cString: curl_multi_strerror(code)))
            }
            active.transfers[pointer] = transfer
            keepConnections(multi, &active)
        } catch {
            transfer.finish(.failure(HTTPExchangeError(.other, error.description)))
        }
    }

    /// Lets as many connections stay open as were ever used at once: libcurl's own number falls with the
    /// transfers that are under way, and closes what the next ones need.
    private func keepConnections(_ multi: Multi, _ active: inout Active) {
        guard active.transfers.count > active.most else { return }
        active.most = active.transfers.count
        _ = fedctl_curl_multi_set_long(
            multi.pointer, CURLMOPT_MAXCONNECTS, max(Self.leastKeptConnections, active.most))
    }

    private func collect(
        _ multi: Multi, _ active: inout Active
    ) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi.pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let pointer = message.pointee.easy_handle,
                let transfer = active.transfers[pointer]
            else { continue }
            // The message dies with the removal of its handle.
            let result = transfer.result(fedctl_curl_message_result(message))
            transfer.finish(result)
            end(transfer, pointer, multi, &active)
        }
    }

    private func end(
        _ transfer: CurlTransfer, _ pointer: UnsafeMutableRawPointer, _ multi: Multi,
        _ active: inout Active
    ) {
        curl_multi_remove_handle(multi.pointer, pointer)
        active.transfers[pointer] = nil
        transfer.release()
    }

    private func fail(
        _ multi: Multi, _ active: inout Active, _ reason: String
    ) {
        for (pointer, transfer) in active.transfers {
            end(transfer, pointer, multi, &active)
            transfer.finish(.failure(HTTPExchangeError(.other, reason)))
        }
    }
}
