import Glibc
import Support

/// What a number is measured against, and how large it may be beside that.
struct Measurement {
    var name: String
    var unit: String
    /// Each way's number, the first the yardstick.
    var numbers: [(way: String, value: Double)]
    var comparison: Comparison

    /// How a number stands beside the yardstick.
    enum Comparison {
        case ratio, difference
    }

    init(
        _ name: String, _ unit: String, _ numbers: [(way: String, value: Double)],
        beside comparison: Comparison = .ratio
    ) {
        self.name = name
        self.unit = unit
        self.numbers = numbers
        self.comparison = comparison
    }

    /// Prints a row for each way, beside the first.
    func show() {
        print(name)
        let yardstick = numbers.first?.value ?? 0
        for (way, value) in numbers {
            print("    \(pad(way, to: 24))\(round(value)) \(unit)\(beside(yardstick, value))")
        }
        fflush(nil)
    }

    private func beside(_ yardstick: Double, _ value: Double) -> String {
        switch comparison {
        case .ratio: yardstick > 0 ? "   x \(round(value / yardstick))" : ""
        case .difference:
            "   \(value < yardstick ? "-" : "+") \(round(abs(value - yardstick))) \(unit)"
        }
    }

    private func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private func round(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = String(hundredths % 100)
        return "\(hundredths / 100)." + (rest.count < 2 ? "0" + rest : rest)
    }
}

@main
enum Benchmarks {
    private static let all: [(name: String, run: @Sendable () throws -> Void)] = [
        ("start", showStart),
        ("pane", showPane),
        ("shells", showShells),
        ("containers", showContainers),
    ]

    static func main() {
        let wanted = CommandLine.arguments.dropFirst()
        for name in wanted where !all.contains(where: { $0.name == name }) {
            let names = all.map(\.name).joined(separator: ", ")
            return fail("no benchmark '\(name)': there are \(names)")
        }
        do {
            for (name, run) in all where wanted.isEmpty || wanted.contains(name) { try run() }
        } catch {
            fail("\(error)")
        }
    }

    private static func fail(_ problem: String) {
        print(problem)
        exit(1)
    }
}

/// The value in the middle.
func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
}

/// The value that one in a hundred is above.
func percentile99(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[min(values.count - 1, values.count * 99 / 100)]
}
