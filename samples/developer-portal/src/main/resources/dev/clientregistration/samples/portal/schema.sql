create table if not exists developer (
    id uuid primary key,
    name varchar(100) not null unique,
    password_hash varchar(100) not null,
    client_id_prefix varchar(64) not null unique,
    created_at timestamp with time zone not null
);

-- A client's id is the number of the form that it was registered with, so that a form that is sent twice registers once.
create table if not exists client (
    id uuid primary key,
    developer_id uuid not null references developer (id),
    suffix varchar(100) not null,
    server text not null,
    state varchar(20) not null,
    version int not null,
    requested text not null,
    registered text,
    credentials text,
    secret_shown boolean not null,
    trouble text,
    created_at timestamp with time zone not null,
    unique (developer_id, suffix)
);

create table if not exists key_check (
    id int primary key,
    sealed text not null
);
