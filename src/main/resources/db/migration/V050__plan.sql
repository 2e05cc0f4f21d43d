-- Plans, whole as JSON, with what became of each; a plan never changes.
create table plan (
    id uuid primary key,
    profile bigint not null,
    profile_name varchar(64) not null,
    kind varchar(10) not null,
    applicable boolean not null,
    digest varchar(64) not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    begun_at timestamp with time zone,
    finished_at timestamp with time zone,
    undone_at timestamp with time zone,
    document text not null
);

create index plan_by_profile on plan (profile, begun_at);
create index plan_by_time on plan (created_at);

-- The user's patches for R2B2, as uploaded.
create table patch (
    id uuid primary key,
    name varchar(100) not null,
    target varchar(100) not null unique,
    sha256 varchar(64) not null,
    uploaded_at timestamp with time zone not null,
    uploaded_by varchar(200) not null,
    sample boolean not null,
    content text not null
);
