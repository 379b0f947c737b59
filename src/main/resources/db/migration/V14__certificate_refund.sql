-- A refund that somebody asked for at the counter while the line was not issued: until it is decided nobody produces the line.
alter table certificate_line
    add column refund text,
    add check (refund is null or state in ('PAID', 'NOT_ISSUED', 'FEE_KEPT', 'REFUNDED'));
alter table certificate_line drop constraint certificate_line_situation_check;
alter table certificate_line add constraint certificate_line_situation_check
    check (situation in ('PROPERTY_NOT_FOUND', 'WRONG_PROPERTY_BEFORE_PRODUCTION', 'REFUSED_FOR_LEGAL_REASON', 'NOT_DELIVERED', 'CITY_ERROR'));
create index certificate_line_refund on certificate_line (refund) where refund is not null;
-- A fee that was kept goes back after all when the mistake was the city's.
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
