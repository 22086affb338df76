-- The requests of a file, one after the other: method, target, Authorization and body, with tabs between.
-- Arguments: the file and the Host header. Prints the figures as one line of JSON.

local requests = {}
local turn = 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local method, target, authorization, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
        local headers = { Host = arguments[2] }
        if authorization ~= "" then headers["Authorization"] = authorization end
        if body == "" then
            body = nil
        else
            headers["Content-Type"] = "application/json"
        end
        requests[#requests + 1] = wrk.format(method, target, headers, body)
    end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '{"requests":%d,"seconds":%.3f,"errors":%d,"p50_ms":%.1f,"p99_ms":%.1f,"max_ms":%.1f}\n',
        summary.requests, summary.duration / 1e6,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
