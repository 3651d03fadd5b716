import Host
import Panes
import Terminal

// The size of the shell's terminal, of which an engine may lose a change.
extension ScreenProcess where F: ~Copyable {
    /// Changes the size of the shell's terminal until the shell shows that it noticed.
    mutating func nudge() {
        let size = front.shellSize
        nudges -= 1
        let isLast = nudges <= 0 || hasPrinted
        let rows = isLast || nudges.isMultiple(of: 2) ? size.rows : max(1, size.rows - 1)
        shell.resize(columns: size.columns, rows: rows)
        if !isLast { loop.setTimer(Awaited.nudge.number, after: 0.2) }
    }

    static var reminders: ArraySlice<Double> { [0.3, 1] }

    /// Of two changes in quick succession an engine may keep the first. A reminder that tells
    /// nothing new reaches nobody in the container.
    mutating func remindOfSize() {
        if let next = reminders.popFirst() { loop.setTimer(Awaited.sizeAgain.number, after: next) }
    }

    mutating func resize() {
        guard let size = device.size else { return }
        handle(.resized(Size(columns: size.columns, rows: size.rows)))
    }
}
