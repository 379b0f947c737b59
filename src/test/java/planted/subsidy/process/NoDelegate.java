package planted.subsidy.process;

class NoDelegate {
}
