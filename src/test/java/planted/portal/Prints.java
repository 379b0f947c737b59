package planted.portal;

class Prints {
    void page() {
        System.out.println("Bonjour");
    }
}
