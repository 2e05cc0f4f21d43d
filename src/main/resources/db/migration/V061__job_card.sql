-- Qubes that a way back is just giving a new card to their net qube, and the net qube that they have to have again after it.
create table job_card (
    job        bigint not null references job (id),
    qube       varchar(64) not null,
    netvm      varchar(64) not null,
    is_default boolean not null,
    primary key (job, qube)
);
