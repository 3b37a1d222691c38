-- Who is asked to second a proposal and what he answered: 0 nothing yet, 1 yes, 2 no.
create table proposal_second(proposal bigint not null, person bigint not null, invited_on bigint not null, answer bigint not null default 0, answered_on bigint not null default 0, primary key(proposal, person));
create index proposal_second_by_person on proposal_second(person, answer, proposal);
