-- The audit log. Entries are only ever inserted; the head names the last one, and whoever appends holds its row,
-- so that several consoles on one database write one chain.
create table audit_entry (
    seq      bigint primary key,
    at       timestamp(3) with time zone not null,
    actor    varchar(200) not null,
    via      varchar(20) not null,
    action   varchar(100) not null,
    subject  varchar(300) not null,
    outcome  varchar(20) not null,
    detail   text not null,
    previous varchar(64) not null,
    hash     varchar(64) not null
);

create index audit_entry_by_at on audit_entry (at);
create index audit_entry_by_actor on audit_entry (actor, seq);
create index audit_entry_by_action on audit_entry (action, seq);
create index audit_entry_by_subject on audit_entry (subject, seq);

create table audit_head (
    id   smallint primary key check (id = 1),
    seq  bigint not null,
    hash varchar(64) not null
);

insert into audit_head (id, seq, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
