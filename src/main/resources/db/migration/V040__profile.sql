-- What users want. DNS servers are joined by blanks; a version's content is JSON.

create table bridge_profile (
    id bigint generated always as identity primary key,
    name varchar(128) not null unique,
    netvm varchar(31) not null,
    bridge varchar(15) not null,
    uplink_mac varchar(17),
    uplink_interface varchar(15),
    address_cidr varchar(18),
    address_gateway varchar(15),
    address_dns varchar(400),
    stp boolean not null,
    hardening varchar(10) not null,
    version bigint not null,
    applied_job bigint,
    applied_version bigint,
    applied_until timestamp with time zone,
    check ((uplink_mac is null) <> (uplink_interface is null)),
    check ((applied_job is null) = (applied_version is null)),
    unique (netvm, bridge)
);

create table bridge_profile_attachment (
    profile bigint not null references bridge_profile (id) on delete cascade,
    position integer not null,
    qube varchar(31) not null,
    mode varchar(10) not null,
    address_cidr varchar(18),
    address_gateway varchar(15),
    address_dns varchar(400),
    primary key (profile, position)
);

-- Kept when the profile is deleted: the audit log and jobs still name it.
create table bridge_profile_version (
    profile bigint not null,
    version bigint not null,
    at timestamp with time zone not null,
    actor varchar(200) not null,
    content varchar not null,
    primary key (profile, version)
);

-- One row, held while profiles are written: what one may have depends on all the others.
create table bridge_profile_lock (
    id smallint primary key check (id = 1)
);

insert into bridge_profile_lock (id) values (1);
