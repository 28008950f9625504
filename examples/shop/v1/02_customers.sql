CREATE TABLE shop.customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email shop.email_address NOT NULL,
  full_name varchar(50) NOT NULL,
  telephone text,
  created_at timestamp with time zone NOT NULL DEFAULT now()
);
COMMENT ON TABLE shop.customers IS 'People who bought something, or nearly did';

CREATE UNIQUE INDEX customers_email_key ON shop.customers (lower(email));

CREATE TABLE shop.addresses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES shop.customers (id) ON DELETE CASCADE,
  street varchar NOT NULL,
  postal_code varchar(10) NOT NULL,
  city varchar NOT NULL,
  country char(2) DEFAULT 'DE',
  CONSTRAINT addresses_postal_code_check CHECK (length(postal_code) BETWEEN 3 AND 10)
);
CREATE INDEX addresses_customer_id_idx ON shop.addresses (customer_id);
