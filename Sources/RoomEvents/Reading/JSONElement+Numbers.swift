import MatrixJSON

extension JSONElement {
    /// The numbers in it that events since room version 6 must not have.
    func violationsOfNumbers(most limit: Int) -> [EventViolation] {
        var violations: [EventViolation] = []
        // What is left to look at, the next one last, so that depth costs no stack of the thread.
        var rest: [(path: NumberPath, element: JSONElement)] = [(NumberPath(), self)]
        while violations.count < limit, let (path, element) = rest.popLast() {
            switch element.kind {
            case .object:
                for (name, value) in element.members.reversed() where value.mayHoldNumber {
                    rest.append((path.appending(name), value))
                }
            case .array:
                let elements = element.elements
                for index in elements.indices.reversed() where elements[index].mayHoldNumber {
                    rest.append((path.appending(index), elements[index]))
                }
            case .number:
                do {
                    _ = try canonicalize(element.rawBytes, numbers: .strict)
                } catch {
                    violations.append(
                        EventViolation(
                            number: element, error: error, path: path.description))
                }
            case .string, .boolean, .null: break
            }
        }
        return violations
    }

    private var mayHoldNumber: Bool {
        kind == .object || kind == .array || kind == .number
    }
}
