import Support
import Testing

/// Keys, palette, `#` lines and `paks do` are ways into one command engine. (Saving and loading have
/// tests of their own.)
@Suite("Every command from every way in, on a real engine")
struct WaysTests {
    enum Way: String, CaseIterable, Sendable { case palette, line, elsewhere }

    struct Trip: Sendable, CustomTestStringConvertible {
        var place: Place
        var way: Way
        var testDescription: String { "\(place.testDescription), by \(way.rawValue)" }

        static let all = Place.all.flatMap { place in
            Way.allCases.filter { place.front == .tui || $0 != .palette }
                .map { Trip(place: place, way: $0) }
        }
    }

    @Test("size, cp, envsave, envlist, envhost, inspect and help", arguments: Trip.all)
    func runs(trip: Trip) throws {
        try World.on(trip.place.engine) { world in
            try write("in\n", to: world.directory + "/in")
            let changes = ["FROM_HOST": "zq of the host"]
            let program = try world.shell(trip.place.front, changes: changes)
            let container = try world.container()

            /// Gives a command and waits for words of its outcome, which it hasn't itself.
            func give(_ command: String, saying words: String, opens: Bool = false) throws {
                switch trip.way {
                case .elsewhere:
                    let result = try world.paks(
                        ["do"] + command.split(separator: " ").map(String.init), changes: changes)
                    #expect(result.status == 0, "\(result)")
                    #expect(result.output.contains(words), "\(result)")
                case .line:
                    try program.enter("#" + command)
                    try program.waitFor(words) { $0.contains(words) }
                case .palette:
                    try program.waitFor("the prompt") { $0.isAtPrompt }
                    program.press(.prefix, ":")
                    try program.waitFor("the palette") { !$0.isAtPrompt }
                    program.type(command)
                    program.press(.enter)
                    try program.waitFor(words) { $0.contains(words) }
                }
                if opens, trip.place.front == .tui, trip.way != .elsewhere {
                    // What was opened has the keys.
                    try program.waitFor("the focus") { !$0.cursorIsVisible }
                    program.press(.escape)
                }
                try program.waitFor("the prompt") { $0.isAtPrompt }
            }

            try give("size", saying: " in all")
            try give("cp /etc/hostname host:out", saying: "copied to \(world.directory)/out")
            #expect(contents(of: world.directory + "/out") != nil)
            try give("cp host:in /opt", saying: "copied to /opt/in")
            #expect(try world.file("/opt/in", in: container) == "in")
            try give("envsave kept GIVEN=1", saying: "saved GIVEN in 'kept'")
            #expect(contents(of: world.home + "/envs/kept") == Array("GIVEN=1\n".utf8))
            try give("envlist", saying: "kept", opens: true)
            try give("envhost FROM_HOST", saying: "loaded 1 variable from the host")
            try world.run("printf %s \"$FROM_HOST\" > /dev/shm/value", in: program)
            #expect(try world.file("/dev/shm/value", in: container) == "zq of the host")
            #expect(!program.everPrinted("zq of"))
            try give("inspect config.env", saying: "GREETING", opens: true)
            try give("help envload", saying: "envload github", opens: true)
            try world.leaveAndRemove(program)
        }
    }
}
