-- A refund that somebody asked for at the counter while the line was not issued: until it is decided nobody produces the line.
alter table certificate_line
    add column refund text,
    add check (refund is null or state in ('PAID', 'NOT_ISSUED', 'FEE_KEPT', 'REFUNDED'));
alter table certificate_line drop constraint certificate_line_situation_check;
alter table certificate_line add constraint certificate_line_situation_check
    check (situation in ('PROPERTY_NOT_FOUND', 'WRONG_PROPERTY_BEFORE_PRODUCTION', 'REFUSED_FOR_LEGAL_REASON', 'NOT_DELIVERED', 'CITY_ERROR'));
create index certificate_line_refund on certificate_line (refund) where refund is not null;
