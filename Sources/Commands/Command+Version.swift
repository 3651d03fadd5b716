extension Command {
    static let version = Command(
        name: "version", summary: "say which paks this is", example: "version"
    ) { _, context in
        context.report(.result(status: 0, "paks \(Version.number)"))
    }
}

/// This program's version (semver.org 2.0.0).
package enum Version {
    package static let number = "0.1.0"
}
