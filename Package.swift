// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableExperimentalFeature("Lifetimes"),
    .treatAllWarnings(as: .error),
]

/// A part of the core: values in, values out, no input or output of its own.
func core(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [])
    -> Target
{
    .target(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [])
    -> Target
{
    .testTarget(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "paks",
    products: [.executable(name: "paks", targets: ["paks"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "CCurses", providers: [.apt(["libncurses-dev"])]),
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
        .target(name: "CHost"),

        core("Terminal"),
        core("Containers"),
        core(
            "Configuration", ["CYAML", "Terminal"],
            resources: [.embedInCode("settings.yml"), .embedInCode("themes")]),
        core("Commands", ["Containers", "Configuration"]),
        core(
            "Panes", ["Terminal", "Commands", "Containers", "Configuration"],
            resources: ["bash", "zsh", "fish", "sh", "csh"].map {
                .embedInCode("Shells/paks.\($0)")
            }),
        .target(name: "Host", dependencies: ["CHost"], swiftSettings: strict),
        .target(name: "Curses", dependencies: ["Terminal", "CCurses"], swiftSettings: strict),
        .executableTarget(
            name: "paks",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                "Panes", "Host", "Curses", "Commands", "Containers", "Configuration", "Terminal",
            ],
            swiftSettings: strict),

        .executableTarget(name: "vtdump", dependencies: ["Terminal"], swiftSettings: strict),
        .executableTarget(name: "bench", dependencies: ["Terminal"], swiftSettings: strict),

        tests("TerminalTests", ["Terminal", "Support"]),
        tests("ContainersTests", ["Containers"]),
        tests("ConfigurationTests", ["Configuration", "Terminal"]),
        tests("CommandsTests", ["Commands", "Containers", "Configuration"]),
        tests(
            "PanesTests",
            ["Panes", "Terminal", "Commands", "Containers", "Configuration", "Support"]),
        tests("HostTests", ["Host", "Support", "Terminal", "CrashTrial"]),
        tests("CursesTests", ["Curses", "Terminal"]),
        .target(
            name: "Support", dependencies: ["Terminal"], path: "Tests/Support",
            swiftSettings: strict),
        tests("EndToEndTests", ["Support", "Terminal"]),
        // No tests, but what libFuzzer runs (.ci/fuzz); built with the tests so that it can't rot.
        .testTarget(
            name: "Fuzz", dependencies: ["Terminal", "Panes", "Commands"], path: "Tests/Fuzz",
            exclude: ["seeds.py", "terminal.dict", "shell.dict"], swiftSettings: strict),
        .executableTarget(
            name: "CrashTrial", dependencies: ["Host"], path: "Tests/CrashTrial",
            swiftSettings: strict),
        .executableTarget(
            name: "Benchmarks", dependencies: ["Support", "Terminal"], path: "Tests/Benchmarks",
            swiftSettings: strict),
    ]
)
