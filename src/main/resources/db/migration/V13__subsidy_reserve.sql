-- Sets an amount aside, or says why not: RESERVED, EXHAUSTED or PAID. One call, because whoever holds the envelope's row is waited for by all others:
-- between its lock and the commit nothing goes back and forth. Each statement in here sees what was committed before the lock was granted.
create function subsidy_reserve(of_case text, of_program text, of_year int, first_day_cents bigint, cents bigint, since timestamptz) returns text language plpgsql as $$
declare
    own subsidy_reservation;
    held bigint;
begin
    perform 1 from subsidy_envelope where program = of_program and year = of_year for update;
    if not found then
        insert into subsidy_envelope (program, year, total_cents) values (of_program, of_year, first_day_cents) on conflict do nothing;
        perform 1 from subsidy_envelope where program = of_program and year = of_year for update;
    end if;
    select * into own from subsidy_reservation where case_number = of_case;
    if own.state = 'PAID' then return 'PAID'; end if;
    held := case when own.state = 'RESERVED' then own.amount_cents else 0 end;
    -- An amount that grows must fit, and who holds nothing yet comes behind whoever waits; who waits keeps their own place.
    update subsidy_envelope set reserved_cents = reserved_cents + cents - held where program = of_program and year = of_year
      and (cents <= held or total_cents - reserved_cents - paid_cents >= cents - held)
      and (held > 0 or not exists (select from subsidy_reservation where program = of_program and year = of_year and state = 'WAITING'
                                   and (own.state is distinct from 'WAITING' or place < own.place)));
    if not found then return 'EXHAUSTED'; end if;
    insert into subsidy_reservation (case_number, program, year, amount_cents, state, place, at)
    values (of_case, of_program, of_year, cents, 'RESERVED', nextval('subsidy_place'), since)
    on conflict (case_number) do update set program = excluded.program, year = excluded.year, amount_cents = excluded.amount_cents, state = excluded.state,
        place = case when subsidy_reservation.state = 'RELEASED' then excluded.place else subsidy_reservation.place end, at = excluded.at;
    return 'RESERVED';
end $$;
