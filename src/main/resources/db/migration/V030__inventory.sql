-- The stored mirror of the host's qubes. Structured texts are JSON with sorted keys, so that equal content is equal text.

create table inventory_host (
    id smallint primary key check (id = 1),
    kind varchar(20) not null,
    release varchar(20),
    connected boolean not null,
    checked_at timestamp with time zone,
    synced_at timestamp with time zone,
    message varchar(4000) not null
);

-- One row, always there: a synchronisation holds it while it writes.
insert into inventory_host (id, kind, connected, message) values (1, '', false, '');

create table inventory_qube (
    name varchar(31) primary key,
    class varchar(64) not null,
    label varchar(64) not null,
    state varchar(64) not null,
    template varchar(31),
    netvm varchar(31),
    ip varchar(15),
    ip_bits bigint,
    mac varchar(17),
    provides_network boolean not null,
    xid integer not null,
    virt_mode varchar(64) not null,
    bridges varchar(4000) not null,
    properties varchar not null,
    features varchar not null,
    links varchar not null,
    uplinks_seen_at timestamp with time zone,
    first_seen_at timestamp with time zone not null
);

create index inventory_qube_by_netvm on inventory_qube (netvm);
create index inventory_qube_by_template on inventory_qube (template);

create table inventory_history (
    id bigint generated always as identity primary key,
    at timestamp with time zone not null,
    qube varchar(31) not null,
    kind varchar(10) not null,
    details varchar not null
);

create index inventory_history_by_qube on inventory_history (qube, id);
create index inventory_history_by_time on inventory_history (at);
