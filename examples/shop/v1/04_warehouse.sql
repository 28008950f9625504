CREATE TABLE warehouse.warehouses (
  id integer PRIMARY KEY,
  name text NOT NULL
);

-- How many pieces of which product lie where.
CREATE TABLE warehouse.stock (
  warehouse_id integer NOT NULL,
  product_id bigint NOT NULL REFERENCES shop.products (id),
  pieces integer NOT NULL DEFAULT 0
);
CREATE INDEX stock_warehouse_id_idx ON warehouse.stock (warehouse_id, product_id);
