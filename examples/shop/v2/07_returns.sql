-- A customer may send a line of an order back, once.
CREATE TABLE shop.returns (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  return_number integer NOT NULL DEFAULT nextval('shop.return_number_seq') UNIQUE,
  order_id bigint NOT NULL,
  line_number smallint NOT NULL,
  reason shop.return_reason NOT NULL DEFAULT 'other',
  refund_percent shop.percentage NOT NULL DEFAULT 100,
  refund_factor numeric(5, 4) GENERATED ALWAYS AS (refund_percent / 100) STORED,
  received_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT returns_line_fkey FOREIGN KEY (order_id, line_number) REFERENCES shop.order_lines (order_id, line_number),
  CONSTRAINT returns_line_key UNIQUE (order_id, line_number)
);
COMMENT ON TABLE shop.returns IS 'Parcels that came back';
ALTER SEQUENCE shop.return_number_seq OWNED BY shop.returns.return_number;
