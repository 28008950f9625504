CREATE TABLE shop.orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES shop.customers (id),
  coupon_id bigint REFERENCES shop.coupons (id) ON DELETE SET NULL,
  status shop.order_status NOT NULL DEFAULT 'cart',
  placed_at timestamp with time zone,
  note text,
  CONSTRAINT orders_placed_at_check CHECK (status = 'cart' OR placed_at IS NOT NULL)
);
CREATE INDEX orders_status_idx ON shop.orders (status) WHERE status <> 'cart';
CREATE INDEX orders_customer_id_placed_at_idx ON shop.orders (customer_id, placed_at DESC) INCLUDE (status);

CREATE TABLE shop.order_lines (
  order_id bigint NOT NULL REFERENCES shop.orders (id) ON DELETE CASCADE,
  line_number smallint NOT NULL,
  product_id bigint NOT NULL REFERENCES shop.products (id),
  quantity integer NOT NULL DEFAULT 1 CONSTRAINT order_lines_quantity_check CHECK (quantity > 0),
  unit_price numeric(10, 2) NOT NULL,
  line_total numeric(12, 2) GENERATED ALWAYS AS (quantity * unit_price) STORED,
  PRIMARY KEY (order_id, line_number)
);

CREATE TABLE shop.payments (
  id bigserial PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES shop.orders (id),
  invoice_number bigint NOT NULL DEFAULT nextval('shop.invoice_number_seq'),
  method shop.payment_method NOT NULL,
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  paid_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT payments_invoice_number_key UNIQUE (invoice_number) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX payments_order_id_idx ON shop.payments (order_id);

CREATE TABLE warehouse.shipments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL REFERENCES shop.orders (id),
  warehouse_id integer REFERENCES warehouse.warehouses (id),
  tracking_code varchar(40),
  shipped_at timestamp with time zone
);
CREATE INDEX shipments_order_id_idx ON warehouse.shipments (order_id);
