import FederationCore
import Findings
import MatrixJSON

/// The support document, if there is one, can be read.
func judgeSupport(_ context: CheckContext) -> Judgement {
    judgeDocument(.supportDocument, context) { object in
        let contacts = object["contacts"]?.elements ?? []
        if let contacts = object["contacts"], contacts.kind != .array {
            return "contacts is no list"
        }
        let page = object["support_page"]?.string
        if page == nil, contacts.isEmpty { return "neither contacts nor support_page" }
        for contact in contacts {
            if contact["role"]?.string == nil { return "a contact without a role" }
            if contact["matrix_id"]?.string == nil, contact["email_address"]?.string == nil {
                return "a contact with neither matrix_id nor email_address"
            }
        }
        return nil
    }
}

/// The policy server's key, if there is one, is a key.
func judgePolicyKey(_ context: CheckContext) -> Judgement {
    judgeDocument(.policyDocument, context) { object in
        guard let text = object["public_keys"]?["ed25519"]?.string else {
            return "public_keys.ed25519 is missing"
        }
        do {
            let count = try UnpaddedBase64.decode(text).count
            return count == 32 ? nil : "public_keys.ed25519 has \(count) bytes, not 32"
        } catch {
            return "public_keys.ed25519 is no base64: \(error)"
        }
    }
}

/// The service for calls, if there is one, is named so that clients find it.
func judgeFoci(_ context: CheckContext) -> Judgement {
    guard let exchange = context.nameFacts.exchange(of: .clientDocument).value,
        let response = exchange.response
    else { return .skip("no answer") }
    let isNamed = response.jsonObject?["org.matrix.msc4143.rtc_foci"] != nil
    guard response.status != 200 || response.jsonObject == nil || isNamed else {
        return .skip("the client document names no service for calls (org.matrix.msc4143.rtc_foci)")
    }
    return judgeDocument(.clientDocument, context) { object in
        guard let foci = object["org.matrix.msc4143.rtc_foci"], foci.kind == .array else {
            return "org.matrix.msc4143.rtc_foci is no list"
        }
        for focus in foci.elements where focus["type"]?.string == "livekit" {
            guard let url = focus["livekit_service_url"]?.string, url.hasPrefix("https://") else {
                return "a livekit focus without an https livekit_service_url"
            }
        }
        guard !foci.elements.isEmpty else { return "org.matrix.msc4143.rtc_foci is empty" }
        guard response.headers.firstValue(of: "Access-Control-Allow-Origin") == "*" else {
            return
                "no \"Access-Control-Allow-Origin: *\", so that clients in a browser cannot read it"
        }
        return nil
    }
}

/// Judges a document that need not be there; `fault` says what is wrong with its object.
private func judgeDocument(
    _ probe: Probe, _ context: CheckContext, fault: (JSONElement) -> String?
) -> Judgement {
    guard let exchange = context.nameFacts.exchange(of: probe).value else {
        return .skip("not asked for")
    }
    let target = exchange.request.target
    let response: HTTPResponse
    switch exchange.outcome {
    case .failure(let error): return .skip("no answer: \(error.reason)")
    case .success(let answer): response = answer
    }
    guard response.status == 200 else { return .skip("there is none (\(response.outline))") }
    let host = context.serverName.hostText
    let command = ReproduceCommand.curl(host: host, target: target, in: context)
    guard let object = response.jsonObject else {
        // A page for everything that is not there is no document.
        if response.mediaType == "text/html" { return .skip("there is none (a web page)") }
        return .warn(
            "\(target) is no JSON object", expected: "a JSON object, or 404",
            got: response.outline, fix: "mend the file, or remove it", reproduce: command,
            evidence: exchange.evidence)
    }
    guard let fault = fault(object) else {
        return .pass("https://\(host)\(target)", evidence: exchange.evidence, reproduce: command)
    }
    return .warn(
        "\(target): \(fault)", expected: "a document as the specification has it",
        got: response.bodyText(atMost: 200), fix: "mend the file, or remove it",
        reproduce: command, evidence: exchange.evidence)
}
