package planted.subsidy;

public class Budget {
}
