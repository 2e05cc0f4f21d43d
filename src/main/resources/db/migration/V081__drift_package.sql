-- In which version of which package a file of dom0 was when it was last seen as it was applied.
create table drift_package (
    artifact varchar(4300) primary key,
    package  varchar(300) not null
);
