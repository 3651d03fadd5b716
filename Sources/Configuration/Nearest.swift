/// The candidate that a misspelt name most likely means, or `nil` when none is near.
///
/// Near is one edit for every three characters of the name, and at least one. An edit is a scalar
/// inserted, left out or replaced, or two neighbours swapped; letter case counts for nothing. Of
/// candidates that are equally near, the first wins.
package func nearest(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
        let scalars = Array(candidate.lowercased().unicodeScalars)
        let limit = best.map { $0.distance - 1 } ?? max(1, wanted.count / 3)
        guard abs(scalars.count - wanted.count) <= limit else { continue }
        let distance = editDistance(wanted, scalars)
        if distance <= limit { best = (candidate, distance) }
    }
    return best?.name
}

/// Edits between two texts, neighbours swapped once counting as one (optimal string alignment).
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
            var distance = min(last[column + 1] + 1, current[column] + 1, replaced)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                distance = min(distance, beforeLast[column - 1] + 1)
            }
            current.append(distance)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}

/// `; did you mean 'x'?` or nothing, for the end of an error's sentence.
func hint(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
}
