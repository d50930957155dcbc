CREATE ROLE faxwire_owner LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE DATABASE faxwire OWNER faxwire_owner;
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal_password';
