import Glibc
import Terminal
import Testing

@testable import Configuration

struct ThemeTests {
    private static let all = ThemeLibrary.builtIn.names

    private func library(_ text: String, as name: String = "mine") -> ThemeLibrary {
        var library = ThemeLibrary.builtIn
        library.add(Array(text.utf8), as: name, source: "\(name).yml")
        return library
    }

    private func problems(_ text: String) throws -> [String] {
        try library(text).problems(of: "mine").map(\.description)
    }

    @Test func whatIsCompiledInIsWhatStandsInTheRepository() throws {
        let top = #filePath.split(separator: "/Tests/", maxSplits: 1)[0]
        #expect(try read("\(top)/settings.yml") == Settings.builtInFile)
        let folder = try #require(opendir("\(top)/themes"))
        defer { closedir(folder) }
        var files: Set<String> = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasSuffix(".yml") else { continue }
            let theme = String(name.dropLast(4))
            files.insert(theme)
            #expect(
                try read("\(top)/themes/\(name)") == ThemeLibrary.builtIn.text(theme), "\(name)")
        }
        #expect(files == Set(Self.all + ["painted"]))
    }

    private func read(_ path: String) throws -> [UInt8] {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes.prefix(count))
    }

    @Test(arguments: ThemeTests.all)
    func aShippedThemeHasNoProblemsAtAnyDepth(_ name: String) throws {
        #expect(try ThemeLibrary.builtIn.problems(of: name).map(\.description) == [])
    }

    @Test(arguments: ThemeTests.all, ThemeFile.depthNames.map(\.depth))
    func aShippedThemeStylesEveryRoleInColoursOfTheDepth(_ name: String, _ depth: ColorDepth) throws
    {
        let theme = try Theme.resolve(name, depth: depth)
        for role in Theme.roles {
            let style = try #require(theme.styles[role], "\(role)")
            for color in [style.foreground, style.background] {
                switch color.kind {
                case .default: break
                case .palette(let index):
                    #expect(depth >= .ansi16 && (depth >= .palette256 || index < 16), "\(role)")
                case .rgb: #expect(depth == .rgb, "\(role)")
                }
            }
        }
    }

    @Test func theDefaultThemeUsesNoColourThatABackgroundSwallows() throws {
        let file = try #require(ThemeLibrary.builtIn.file("default"))
        for (name, swatch) in file.palette {
            for color in [swatch.rgb, swatch.palette256, swatch.ansi16] where color != .default {
                guard case .palette(let index) = color.kind else {
                    Issue.record("\(name) is no colour of the terminal's own")
                    continue
                }
                #expect((1...6).contains(index), "\(name)")
            }
        }
        let theme = try Theme.resolve("default", depth: .rgb)
        #expect(theme.style("selection").attributes.contains(.reverse))
        #expect(theme.style("text") == .plain)
    }

    @Test func theMonoThemeHasNoColoursOnAnyTerminal() throws {
        let theme = try Theme.resolve("mono", depth: .rgb)
        for style in theme.styles.values {
            #expect(style.foreground == .default && style.background == .default)
        }
        #expect(theme == (try Theme.resolve("default", depth: .mono)))
    }

    @Test func aColourIsOneOfThePaletteAtEachDepth() throws {
        let role = "error"
        func foreground(_ depth: ColorDepth) throws -> Color {
            try Theme.resolve("nord", depth: depth).style(role).foreground
        }
        #expect(try foreground(.rgb) == .rgb(0xBF, 0x61, 0x6A))
        #expect(try foreground(.palette256) == .palette(131))
        #expect(try foreground(.ansi16) == .palette(1))
        #expect(try foreground(.mono) == .default)
    }

    @Test func aRoleFallsBackOnItsAncestors() throws {
        let library = library(
            """
            inherits: default
            palette: {sea: ["#010203", 20, blue]}
            styles:
              text: {fg: red, bg: sea}
              toast: {bg: green, attrs: [bold]}
              toast.error: {fg: yellow}
            """)
        let theme = try Theme.resolve("mine", depth: .rgb, in: library)
        #expect(
            theme.style("toast.error") == Style(foreground: .palette(3), background: .palette(2)))
        #expect(theme.style("toast").foreground == .palette(1))
        #expect(theme.style("toast.unheard.of") == theme.style("toast"))
        #expect(theme.style("unheard") == theme.style("text"))
        #expect(theme.style("text").background == .rgb(1, 2, 3))
    }

    @Test func monoComesFromTheParentWhenAThemeLeavesItOut() throws {
        let library = library("inherits: default\nstyles: {selection: {fg: red, bg: blue}}")
        let mono = try Theme.resolve("mine", depth: .mono, in: library)
        #expect(mono.style("warn").attributes == .underlined)
        let colored = try Theme.resolve("mine", depth: .ansi16, in: library)
        #expect(colored.style("selection").attributes == [])
    }

    @Test(arguments: [
        (
            "inherits: default\ntheem: 1",
            "mine.yml:2: themes have no key 'theem'; did you mean 'theme'?"
        ),
        (
            "inherits: default\nstyles:\n  eror: red",
            "mine.yml:3: there is no role 'eror'; did you mean 'error'?"
        ),
        (
            "inherits: default\nstyles:\n  error: purpel",
            "mine.yml:3: error: no palette has a colour 'purpel'"
        ),
        (
            "inherits: default\nstyles:\n  error: {fg: rde}",
            "mine.yml:3: error: no palette has a colour 'rde'; did you mean 'red'?"
        ),
        (
            "inherits: default\nstyles:\n  error: {colour: red}",
            "mine.yml:3: themes have no key 'error.colour'"
        ),
        (
            "inherits: default\nstyles:\n  error: {fg: red, attrs: [blod]}",
            "mine.yml:3: error.attrs is bold, dim, italic, underline, reverse, strike, not 'blod'"
        ),
        (
            "inherits: default\npalette:\n  x: '#12345'",
            "mine.yml:3: palette.x is [\"#rrggbb\", 0 to 255, ANSI name] or an ANSI name, not '#12345'"
        ),
        (
            "inherits: default\npalette:\n  x: ['#123456', 256, red]",
            "mine.yml:3: palette.x is [\"#rrggbb\", 0 to 255, ANSI name] or an ANSI name, not a list"
        ),
        (
            "theme: 2\ninherits: default",
            "mine.yml:1: theme is 1, the version of the schema, not '2'"
        ),
        (
            "appearance: dusk\ninherits: default",
            "mine.yml:1: appearance is dark, light, any, not 'dusk'"
        ),
        (
            "inherits: default\nstyles:\n  error: {fg: red, bg: red}",
            "mine.yml:3: error can't be seen with 16 colours"
        ),
        (
            "inherits: default\nstyles:\n  border.focused: {fg: border, attrs: [dim]}",
            "mine.yml:3: border.focused looks like border with 16 colours"
        ),
        (
            "inherits: dfault\n",
            "mine.yml:1: there is no theme 'dfault' to inherit from; did you mean "
                + "'default'?"
        ),
        ("inherits: default\nstyles: [a", "mine.yml:2: did not find expected ',' or ']'"),
    ])
    func aMistakeNamesItsLineAndWhatIsRight(_ text: String, _ sentence: String) throws {
        let found = try problems(text)
        #expect(found.contains(sentence), "\(found)")
    }

    @Test func aMistakeCostsOneColourAndNotTheTheme() throws {
        let library = library(
            "inherits: nord\nstyles: {error: {fg: nope, attrs: [bold]}, warn: info}")
        let theme = try Theme.resolve("mine", depth: .rgb, in: library)
        #expect(theme.style("error").foreground == .default)
        #expect(theme.style("error").attributes == .bold)
        #expect(theme.style("warn").foreground == .rgb(0x8F, 0xBC, 0xBB))
        let broken = self.library("a: [")
        #expect(try Theme.resolve("mine", depth: .rgb, in: broken).style("text") == .plain)
    }

    @Test func aThemeThatIsNotThereNamesTheNearest() {
        #expect { try Theme.resolve("nrod", depth: .rgb) } throws: {
            "\($0)" == "there is no theme 'nrod'; did you mean 'nord'?"
        }
        #expect { try Theme.resolve("painted", depth: .rgb) } throws: {
            "\($0)".hasPrefix("the theme 'painted' is for others to inherit; there are default, ")
        }
    }

    @Test func aCircleOfThemesIsRefused() {
        var library = library("inherits: other")
        library.add(Array("inherits: mine".utf8), as: "other", source: "other.yml")
        #expect(throws: ThemeError.circle(["mine", "other", "mine"])) {
            try Theme.resolve("mine", depth: .rgb, in: library)
        }
    }

    @Test func aThemeOfTheUserHidesTheBuiltInOne() throws {
        let library = library("styles: {text: red}", as: "nord")
        #expect(library.names.filter { $0 == "nord" }.count == 1)
        #expect(
            try Theme.resolve("nord", depth: .rgb, in: library).style("text").foreground
                == .palette(1))
    }

    @Test func namesBeginWithTheDefault() {
        #expect(Self.all.first == "default")
        #expect(Self.all.dropFirst().elementsEqual(Self.all.dropFirst().sorted()))
        #expect(!Self.all.contains("painted"))
    }
}
