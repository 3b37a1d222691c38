-- What a patrol drew: places, and who goes to each.
create table patrol_place(patrol bigint not null, unit bigint not null, rank bigint not null, finding text not null default '', by_person bigint not null default 0, done_on bigint not null default 0, marks text not null default '', primary key(patrol, unit));
create table patrol_person(patrol bigint not null, unit bigint not null, person bigint not null, rank bigint not null, primary key(patrol, unit, person));
