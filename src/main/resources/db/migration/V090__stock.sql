-- Profiles that count as applied no more, since a job put back the stock packages whose files they had changed.
create table unsettled_profile (
    profile bigint not null,
    job     bigint not null references job (id),
    at      timestamp with time zone not null,
    primary key (profile, job)
);

-- What a person read before stock packages were put back, whole as JSON; it never changes.
create table restore_review (
    id         uuid primary key,
    created_at timestamp with time zone not null,
    document   text not null
);
create index restore_review_by_time on restore_review (created_at);
