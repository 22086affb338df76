public import FederationCore

/// Checks the content hash of an event and every signature that is required.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#validating-hashes-and-signatures-on-received-events>
public func verify(
    _ event: Event, keys: any VerifyKeyProviding, policyServer: PolicyServer? = nil
) async -> EventVerdict {
    await event.source.verdict(keys: keys, policyServer: policyServer)
}

/// Checks the content hash of an event and every signature that is required, with keys that were looked
/// up beforehand.
public func verify(
    _ event: Event, keys: EventKeyTable, policyServer: PolicyServer? = nil
) -> EventVerdict {
    event.source.verdict(
        of: requiredSignatures(of: event, policyServer: policyServer), keys: keys,
        policyServer: policyServer)
}
