import Testing

@testable import Configuration

struct NearestTests {
    private let commands = ["save", "size", "inspect", "envload", "envlist", "cp", "help"]

    @Test(arguments: [
        ("svae", "save"), ("sav", "save"), ("saave", "save"), ("SAVE", "save"),
        ("inspct", "inspect"),
        ("envlod", "envload"), ("hlep", "help"), ("siz", "size"), ("pc", "cp"),
    ])
    func aMisspeltNameFindsTheOneThatWasMeant(_ typed: String, _ meant: String) {
        #expect(nearest(typed, among: commands) == meant)
    }

    @Test(arguments: ["", "xyzzy", "rollback", "q", "inspectinspect"])
    func aForeignNameFindsNone(_ typed: String) {
        #expect(nearest(typed, among: commands) == nil)
    }

    @Test func theNearerOneWins() {
        #expect(nearest("envlist", among: ["envlost2", "envlist"]) == "envlist")
        #expect(nearest("abx", among: ["aby", "abz"]) == "aby")
    }
}
