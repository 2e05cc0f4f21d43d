-- Until when a job that is kept stays on the host; then it is taken back. Null is for as long as nobody takes it away.
alter table job add column keep_until timestamp with time zone;
