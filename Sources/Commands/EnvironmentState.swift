import Configuration
import Containers

/// How a named environment compares with what the live shell exports, variable by variable.
struct EnvironmentState: Equatable {
    /// Exported with another value.
    var differing: [String] = []
    /// Not exported.
    var missing: [String] = []
    /// Exported, but what the file means isn't known: a command (`cmd://`) isn't run for a
    /// comparison, and a file or a variable of the host may be gone.
    var unchecked: [String] = []
    /// Exported with the same value.
    var loaded: [String] = []

    /// One word for all of it.
    enum Summary: String {
        case loaded, differs
        case notLoaded = "not loaded"
    }

    var summary: Summary {
        if loaded.isEmpty, unchecked.isEmpty, differing.isEmpty { return .notLoaded }
        return differing.isEmpty && missing.isEmpty ? .loaded : .differs
    }

    /// As they stand in a row of `envlist`.
    var members: [JSON.Member] {
        func list(_ key: String, _ names: [String]) -> [JSON.Member] {
            names.isEmpty ? [] : [.init(key, .array(names.map { .string($0) }))]
        }
        return [.init("state", .string(summary.rawValue))] + list("differing", differing)
            + list("missing", missing) + list("unchecked", unchecked)
    }
}

extension Context {
    /// Compares what `envload` would set with what the shell has. No value leaves this function.
    func state(of environment: Environment, in live: [ShellRequest.Variable]) -> EnvironmentState {
        var state = EnvironmentState()
        for variable in environment.variables where environment.loads(variable.name) {
            guard let present = live.last(where: { $0.name == variable.name }) else {
                state.missing.append(variable.name)
                continue
            }
            if case .command = Reference(variable.value) {
                state.unchecked.append(variable.name)
            } else if let value = try? resolve(variable.value, of: variable.name) {
                if value == present.value {
                    state.loaded.append(variable.name)
                } else {
                    state.differing.append(variable.name)
                }
            } else {
                state.unchecked.append(variable.name)
            }
        }
        return state
    }
}
