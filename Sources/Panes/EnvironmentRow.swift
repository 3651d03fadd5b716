import Containers

/// A named environment in the list, and how it compares with the live shell.
struct EnvironmentRow: Equatable {
    enum State: String {
        case loaded, differs
        case notLoaded = "not loaded"
    }

    /// What is to be said of one of its variables.
    enum Mark: String, CaseIterable { case differing, missing, unchecked }

    var name: String
    var variables: [String]
    /// Why its file can't be read.
    var error: String?
    /// `nil` when the shell couldn't be asked.
    var state: State?
    /// The variables that aren't as the file has them.
    var marks: [String: Mark] = [:]

    init?(_ json: JSON) {
        guard let name = json["name"]?.string else { return nil }
        self.name = name
        variables = json["variables"]?.array?.compactMap(\.string) ?? []
        error = json["error"]?.string
        state = json["state"]?.string.flatMap(State.init(rawValue:))
        for mark in Mark.allCases {
            for name in json[mark.rawValue]?.array?.compactMap(\.string) ?? [] {
                marks[name] = mark
            }
        }
    }
}
