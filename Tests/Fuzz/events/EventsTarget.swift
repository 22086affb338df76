// Built by Tests/Fuzz/run.sh together with the sources of RoomEvents and what they need, as one module.

/// Reads the bytes as an event of a room version, strictly and leniently, and holds the results to what is
/// always true of them.
///
/// The first byte chooses the room version, so that the rest is the event as it would come.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let version = RoomVersion.all[Int(start[0]) % RoomVersion.all.count]
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let violations = formatViolations(of: bytes, version: version)
    do {
        let event = try Event(parsing: bytes, version: version)
        precondition(violations.isEmpty, "what is read strictly has no violations")
        judge(event.source)
        precondition(event.source.eventID == event.eventID)
        precondition(event.source.canonicalBytes.count <= EventLimits.eventBytes)
        judgeSigning(bytes, version)
    } catch {
        precondition(!violations.isEmpty, "what is refused has violations")
        precondition(error.first == violations[0])
        precondition(violations.allSatisfy { !$0.description.isEmpty })
    }
    if let document = try? JSONDocument(parsing: bytes, numbers: .preserving) {
        judge(EventDocument(document, version: version))
    }
    return 0
}

/// What hashes and signatures are over is canonical, and redaction leaves what is redacted as it is.
private func judge(_ source: EventDocument) {
    do {
        let redacted = source.redactedBytes
        for bytes in [redacted, source.signedBytes, source.contentHashedBytes] {
            let again = try canonicalize(bytes, numbers: .preserving)
            precondition(again == bytes, "it is canonical")
        }
        let document = try JSONDocument(parsing: redacted, numbers: .preserving)
        let again = EventDocument(document, version: source.version)
        precondition(again.redactedBytes == redacted, "redacting twice is redacting once")
        precondition(again.signedBytes == source.signedBytes)
        _ = source.verdict(keys: EventKeyTable()).isValid
    } catch {
        preconditionFailure("what was written cannot be read: \(error)")
    }
}

/// An event that is signed verifies.
private func judgeSigning(_ bytes: [UInt8], _ version: RoomVersion) {
    do {
        let key = try SigningKey(
            keyID: KeyID(parsing: "ed25519:fuzz"), seed: SigningSeed(bytes: Array(1...32)))
        let server = try ServerName(parsing: "fuzz.example")
        let signed = try signEvent(bytes, version: version, as: server, with: key)
        let document = try JSONDocument(parsing: signed, numbers: version.rules.numbers)
        let source = EventDocument(document, version: version)
        precondition(source.contentHashVerdict.matches)
        precondition(
            verifyRedacted(source, server: server, key: key.publicKey), "what is signed verifies")
    } catch let error as EventSigningError {
        precondition(!error.description.isEmpty)
    } catch {
        preconditionFailure("what was read cannot be signed: \(error)")
    }
}

private func verifyRedacted(
    _ source: EventDocument, server: ServerName, key: VerifyKey
) -> Bool {
    let entry = source.document.root["signatures"]?[server.description]
    let text = entry?[key.keyID.description]?.string
    guard let text, let signature = try? UnpaddedBase64.decode(text) else { return false }
    return key.isValid(signature, for: source.signedBytes)
}
