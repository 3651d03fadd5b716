/// A container engine's command-line tool. Where the two disagree, the disagreement is a value in
/// the table of this type, never an `if` elsewhere.
package enum Tool: String, CaseIterable, Sendable {
    case docker, podman
}
