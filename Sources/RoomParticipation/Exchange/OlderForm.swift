import FederationCore

/// The older form of an operation, for servers that do not know the newer one.
struct OlderForm {
    let operation: String
    let parameters: [RequestParameter]
    /// Its body, where it is another one.
    var body: RequestBody?
    /// Whether any answer 400 or 404 may mean that the newer form is not known.
    var followsAnyRefusal = false

    /// Whether a refusal says that the newer form is not known.
    func follows(_ refusal: MatrixError) -> Bool {
        if followsAnyRefusal { return refusal.status == 400 || refusal.status == 404 }
        if refusal.status == 404 {
            return refusal.errcode.map { $0.utf8.elementsEqual("M_UNRECOGNIZED".utf8) } ?? true
        }
        return refusal.status == 400
            && refusal.errcode?.utf8.elementsEqual("M_UNRECOGNIZED".utf8) == true
    }
}
