-- What the tables of the shop share: name spaces, types and the invoice counter.
CREATE SCHEMA shop;
CREATE SCHEMA warehouse;

COMMENT ON SCHEMA shop IS 'Customers, catalogue, orders and returns';

CREATE TYPE shop.order_status AS ENUM ('cart', 'placed', 'paid', 'refunded', 'shipped', 'cancelled');
CREATE TYPE shop.payment_method AS ENUM ('card', 'transfer', 'voucher', 'invoice');
CREATE TYPE shop.return_reason AS ENUM ('damaged', 'wrong item', 'does not fit', 'other');

CREATE TYPE shop.dimensions AS (
  width_mm integer,
  height_mm integer,
  depth_mm integer,
  weight_g integer
);

CREATE DOMAIN shop.email_address AS varchar(254)
  CONSTRAINT email_address_has_at CHECK (VALUE LIKE '%@%');
COMMENT ON DOMAIN shop.email_address IS 'As the customer typed it';

CREATE DOMAIN shop.currency_code AS char(3) DEFAULT 'EUR' NOT NULL
  CONSTRAINT currency_code_is_upper_case CHECK (VALUE = upper(VALUE));

CREATE DOMAIN shop.percentage AS numeric(5, 2)
  CONSTRAINT percentage_range CHECK (VALUE >= 0 AND VALUE <= 100);

-- Invoice numbers are printed on paper and must not jump.
CREATE SEQUENCE shop.invoice_number_seq AS bigint START WITH 100000;
COMMENT ON SEQUENCE shop.invoice_number_seq IS 'Audited: no gaps by caching';

-- Handed to customers with each parcel that comes back.
CREATE SEQUENCE shop.return_number_seq AS integer START WITH 1000 INCREMENT BY 7 CACHE 10;
