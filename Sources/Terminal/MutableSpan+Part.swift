extension MutableSpan where Element: ~Copyable {
    /// The elements of a range, to be written from 0 on: a loop over them is checked once and not
    /// at every step.
    @_lifetime(&self)
    mutating func part(_ range: Range<Int>) -> MutableSpan<Element> {
        _mutatingExtracting(range)
    }
}
