-- A fee that was kept goes back after all when the mistake was the city's: V8's function with the edge FEE_KEPT to REFUNDED.
create or replace function certificate_line_step() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'ORDERED' then
            raise exception 'line %.% must begin as ORDERED', new.case_number, new.line;
        end if;
        return new;
    end if;
    if old.state <> new.state and (old.state, new.state) not in
        (('ORDERED', 'PAID'), ('ORDERED', 'CANCELLED'), ('PAID', 'PREPARED'), ('PAID', 'ISSUED'), ('PAID', 'NOT_ISSUED'), ('PREPARED', 'PAID'), ('PREPARED', 'SIGNED'),
         ('PREPARED', 'NOT_ISSUED'), ('SIGNED', 'ISSUED'), ('NOT_ISSUED', 'PAID'), ('NOT_ISSUED', 'REFUNDED'), ('NOT_ISSUED', 'FEE_KEPT'), ('FEE_KEPT', 'REFUNDED')) then
        raise exception 'line %.% cannot go from % to %', old.case_number, old.line, old.state, new.state;
    end if;
    if (old.type, old.asked, old.fee_cents, old.gst_cents, old.qst_cents, old.delivery, old.template)
        is distinct from (new.type, new.asked, new.fee_cents, new.gst_cents, new.qst_cents, new.delivery, new.template) then
        raise exception 'line %.% cannot change', old.case_number, old.line;
    end if;
    if old.state not in ('ORDERED', 'PAID') and old.matricule is distinct from new.matricule then
        raise exception 'line %.% is made out for another property', old.case_number, old.line;
    end if;
    return new;
end $$;
