-- What the tables of the shop share: name spaces, types and the invoice counter.
CREATE SCHEMA shop;
CREATE SCHEMA warehouse;

COMMENT ON SCHEMA shop IS 'Customers, catalogue and orders';

CREATE TYPE shop.order_status AS ENUM ('cart', 'placed', 'paid', 'shipped', 'cancelled');
CREATE TYPE shop.payment_method AS ENUM ('card', 'transfer', 'voucher');

CREATE TYPE shop.dimensions AS (
  width_mm integer,
  height_mm integer,
  depth_mm integer
);

CREATE DOMAIN shop.email_address AS varchar(254)
  CONSTRAINT email_address_has_at CHECK (VALUE LIKE '%@%');

CREATE DOMAIN shop.currency_code AS char(3) DEFAULT 'EUR' NOT NULL
  CONSTRAINT currency_code_is_upper_case CHECK (VALUE = upper(VALUE));

-- Invoice numbers are printed on paper and must not jump.
CREATE SEQUENCE shop.invoice_number_seq AS bigint START WITH 100000;
