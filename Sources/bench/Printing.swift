import Glibc

/// The value in the middle.
func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
}

/// A number at the right of a column, `-` for none.
func number(_ value: Double?, _ width: Int, digits: Int) -> String {
    guard let value, value.isFinite else { return right("-", width) }
    let scale = digits == 1 ? 10 : 100
    let whole = Int((value * Double(scale)).rounded())
    let fraction = String(whole % scale + scale).dropFirst()
    return right("\(whole / scale).\(fraction)", width)
}

func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.utf8.count))
}

func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.utf8.count)) + text
}

/// Says something that isn't a result.
func complain(_ text: String) {
    let line = Array("bench: \(text)\n".utf8)
    _ = write(2, line, line.count)
}

/// Prints a line of a result, at once.
func show(_ line: String) {
    print(line)
    fflush(nil)
}

/// What this program prints on either stream when it is started anew with other arguments, without
/// the last line end; `nil` when it can't be started.
func ownOutput(_ arguments: [String], under prefix: String = "") -> String? {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let own = String(
        decoding: path.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    let words = ([own] + arguments).map { "'\($0)'" }.joined(separator: " ")
    guard let pipe = popen("\(prefix) \(words) 2>&1", "r") else { return nil }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
        let count = fread(&buffer, 1, buffer.count, pipe)
        if count == 0 { break }
        output += buffer[..<count]
    }
    guard pclose(pipe) == 0 else { return nil }
    if output.last == 0x0A { output.removeLast() }
    return String(decoding: output, as: UTF8.self)
}
